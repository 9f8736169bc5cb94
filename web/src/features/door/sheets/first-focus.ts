/// As a ref: where the browser puts the focus when the dialog around it opens. React's own autoFocus comes
/// too early for that, and leaves no attribute behind.
export const firstFocus = (element: HTMLElement | null): void => element?.setAttribute('autofocus', '');
