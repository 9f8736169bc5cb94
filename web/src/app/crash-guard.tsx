import { Component, type ReactNode } from 'react';

import { texts } from '@/texts/en';
import { Button } from '@/ui/button';

interface Props {
  children: ReactNode;
  /** A change of it gives the page another chance: the path. */
  resetKey?: string;
}

/** Keeps a fault in a page from leaving people with an empty screen. */
export class CrashGuard extends Component<Props, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError(): { hasCrashed: boolean } {
    return { hasCrashed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.hasCrashed && before.resetKey !== this.props.resetKey) this.setState({ hasCrashed: false });
  }

  override render(): ReactNode {
    if (!this.state.hasCrashed) return this.props.children;
    const { crashed } = texts.common;
    return (
      <main className="mx-auto flex max-w-2xl flex-col items-start gap-4 p-6" role="alert">
        <h1 className="text-4xl">{crashed.title}</h1>
        <p>{crashed.body}</p>
        <Button tone="primary" onClick={() => location.reload()}>{texts.common.actions.reload}</Button>
      </main>
    );
  }
}
