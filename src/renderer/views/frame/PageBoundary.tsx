import { Component, useRef, type ErrorInfo, type ReactNode } from 'react';
import { navigate, type Route } from '../../state/route';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { copyText } from '../../ui/copy-text';
import styles from './PageBoundary.module.css';

interface PageBoundaryProps {
  /** Another place is another attempt. */
  readonly route: Route;
  readonly children: ReactNode;
}

interface Broken {
  /** What was thrown, whatever it is; null while nothing was. */
  readonly failed: { readonly error: unknown } | null;
  /** The components around it, innermost first; null until React has told. */
  readonly place: string | null;
}

const WHOLE: Broken = { failed: null, place: null };

/** Keeps a mistake in one page from taking the window down. React offers this to classes only. */
export class PageBoundary extends Component<PageBoundaryProps, Broken> {
  override state: Broken = WHOLE;

  static getDerivedStateFromError(error: unknown): Pick<Broken, 'failed'> {
    return { failed: { error } };
  }

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo): void {
    this.setState({ place: componentStack ?? null });
  }

  override componentDidUpdate({ route }: PageBoundaryProps): void {
    if (this.state.failed !== null && route !== this.props.route) this.again();
  }

  readonly again = (): void => this.setState(WHOLE);

  override render(): ReactNode {
    const { failed, place } = this.state;
    return failed === null ? this.props.children : <PageBroken details={detailsOf(failed.error, this.props.route, place)} onAgain={this.again} />;
  }
}

function PageBroken({ details, onAgain }: { readonly details: string; readonly onAgain: () => void }) {
  const text = useRef<HTMLPreElement>(null);
  const toOverview = () => {
    navigate({ kind: 'overview' });
    onAgain();
  };
  return (
    <div className={styles.page} role="alert">
      <EmptyState
        icon="down"
        title="This page could not be drawn."
        actions={
          <>
            <Button kind="primary" onClick={toOverview}>
              Show all clusters
            </Button>
            <Button onClick={onAgain}>Draw it again</Button>
            <Button onClick={() => text.current !== null && copyText(text.current)}>Copy details</Button>
          </>
        }
      >
        <p>A mistake in Offsight, not in your cluster. Watching goes on, nothing was changed in Kafka, and the other pages work.</p>
        <pre ref={text} className={`mono selectable ${styles.details}`} tabIndex={0} aria-label="Details">
          {details}
        </pre>
      </EmptyState>
    </div>
  );
}

/** For a bug report: what and where, without the names of clusters, groups and topics. */
function detailsOf(error: unknown, route: Route, place: string | null): string {
  const what = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
  return [`Offsight, page: ${route.kind}`, navigator.userAgent, '', what, ...(place === null ? [] : ['', `In:${place}`])].join('\n');
}
