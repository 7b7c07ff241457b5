/** Copies text, also on plain `http://` pages, where browsers offer no clipboard. */
export async function copy(text: string): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.className = 'only-heard';
  document.body.append(field);
  try {
    field.select();
    // The only way without a secure context; browsers keep it for that.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    if (!document.execCommand('copy')) throw new Error('The browser did not copy.');
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
