import type { RebalanceHistory } from '../../../shared/rebalances';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatDuration } from '../../../shared/text';
import { Notice } from '../../ui/Notice';
import { cappedText, isWorthTelling, membersWords, memberWord } from './rebalance-words';

/** A rebalance that is on, and many in a short time: what they wait for, and because of whom. */
export function RebalanceNotices({ history }: { readonly history: RebalanceHistory }) {
  const { storm, underWay } = history;
  return (
    <>
      {storm === null ? null : (
        <Notice tone="warning" icon="rebalancing">
          <b>
            At least {formatCount(storm.rebalances)} rebalances in {formatCount(storm.minutes)} min
            {storm.culprit === null ? '' : <> because of <bdi>{memberWord(storm.culprit.member)}</bdi></>}.
          </b>{' '}
          <bdi>{displayName(storm.evidence, 500)}</bdi> {cappedText(history)}
        </Notice>
      )}
      {underWay === null || !isWorthTelling(underWay) ? null : (
        <Notice tone="warning" icon="rebalancing">
          <b>
            A rebalance is on, seen for {formatDuration(underWay.sinceMs)}
            {underWay.waitsFor === null ? '' : <>: {underWay.waitsFor.certainty === 'certain' ? 'it waits for' : 'it may wait for'} <bdi>{membersWords(underWay.waitsFor.members, 4)}</bdi></>}
            {underWay.timeOutMs === null ? '' : `, for ${formatDuration(underWay.timeOutMs)} more at most`}.
          </b>{' '}
          <bdi>{displayName(underWay.evidence, 600)}</bdi>
        </Notice>
      )}
    </>
  );
}
