/**
 * Text that somebody has typed and not sent, kept for this window alone: it is there again after signing in anew. Where the
 * browser keeps nothing, nothing is kept.
 */
export function readDraft(name: string): string {
  try {
    return sessionStorage.getItem(key(name)) ?? '';
  } catch {
    return '';
  }
}

export function writeDraft(name: string, text: string) {
  try {
    if (text === '') sessionStorage.removeItem(key(name));
    else sessionStorage.setItem(key(name), text);
  } catch {
    // A browser that forbids it or has no room left: the text is still in its field.
  }
}

export function forgetDraft(name: string) {
  writeDraft(name, '');
}

/** Who signs out leaves nothing behind for the next person. */
export function forgetDrafts() {
  try {
    Object.keys(sessionStorage)
      .filter((name) => name.startsWith(key('')))
      .forEach((name) => { sessionStorage.removeItem(name); });
  } catch {
    // Where the browser keeps nothing, there is nothing to forget.
  }
}

function key(name: string): string {
  return `draft ${name}`;
}
