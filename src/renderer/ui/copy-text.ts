/** Copies an element's text, which stays selected to show it. The window has no permission to write the clipboard by itself; what a person just asked for needs none. */
export function copyText(element: HTMLElement): void {
  const selection = window.getSelection();
  if (selection === null) return;
  selection.selectAllChildren(element);
  document.execCommand('copy');
}
