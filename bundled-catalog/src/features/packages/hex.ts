const WIDTH = 16;

/** Bytes of a file, sixteen to a line. */
export interface HexLine {
  /** Of the first of them, in hexadecimal digits. */
  readonly place: string;
  readonly numbers: string;
  /** A dot for each byte that is no visible ASCII character. */
  readonly text: string;
}

export function hexLines(bytes: Uint8Array): HexLine[] {
  return Array.from({ length: Math.ceil(bytes.length / WIDTH) }, (_, line) => {
    const part = [...bytes.subarray(line * WIDTH, (line + 1) * WIDTH)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0'));
    return {
      place: (line * WIDTH).toString(16).padStart(4, '0'),
      numbers: [hex.slice(0, WIDTH / 2).join(' '), hex.slice(WIDTH / 2).join(' ')].join('  ').trimEnd(),
      text: part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(''),
    };
  });
}
