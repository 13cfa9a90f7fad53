import { describe, expect, it } from 'vitest';
import { auditCsv, auditJsonl } from '../../../../src/renderer/views/audit/audit-export';
import type { AuditedDetail } from '../../../../src/shared/audit';

const DETAIL: AuditedDetail = {
  operation: { operationId: 'op-1', at: 1_795_269_600_000, action: 'reset', user: 'mara', host: 'bastion', principal: null, reason: '=HYPERLINK("http://x"), "now"', groupIds: ['pay,ments'], meant: 1, done: null, unknown: 0, topics: [], members: [], target: null, copiedTo: null, undoOf: null, undoneBy: null, undoneAt: null },
  partitions: [{ groupId: 'pay,ments', topic: 'orders\n\u202e', partition: 3, oldOffset: 7, newOffset: null, status: null, readBack: null, error: null }],
  resultAt: null,
  settled: false,
  canUndo: true,
};

describe('the audit as a file', () => {
  it('is one partition a line in CSV, and nothing in it is a formula', () => {
    expect(auditCsv([DETAIL])).toBe(
      'time,operation,action,user,host,principal,reason,group,topic,partition,before,meant,status,readBack,error\r\n' +
        '2026-11-21T14:00:00.000Z,op-1,reset,mara,bastion,,"\'=HYPERLINK(""http://x""), ""now""","pay,ments","orders\n\u202e",3,7,,,,\r\n',
    );
  });

  it('is one change a line in JSON, the same when it is read again', () => {
    const text = auditJsonl([DETAIL, DETAIL]);
    expect(text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual([DETAIL, DETAIL]);
    expect(text).not.toContain('\u202e');
  });
});
