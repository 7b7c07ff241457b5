/** What is chosen in this browser; the usual where nothing is, or nothing that may be chosen. Readable where no component is. */
export function keptChoice<T extends string>(key: string, choices: readonly T[], usual: T): T {
  try {
    const kept = localStorage.getItem(key);
    return choices.find((choice) => choice === kept) ?? usual;
  } catch {
    return usual;
  }
}

/** Keeps a choice, and nothing where it is the usual one. */
export function keepChoice<T extends string>(key: string, choice: T, usual: T) {
  try {
    if (choice === usual) localStorage.removeItem(key);
    else localStorage.setItem(key, choice);
  } catch {
    // A browser that keeps nothing goes on with the usual one.
  }
}
