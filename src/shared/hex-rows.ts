const ROW_BYTES = 16;

/** Offset, bytes and printable characters, 16 bytes a row; at most so many rows. */
export function hexRows(bytes: Uint8Array, most = Infinity): readonly string[] {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length && rows.length < most; at += ROW_BYTES) {
    const row = [...bytes.subarray(at, at + ROW_BYTES)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    rows.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(ROW_BYTES * 3 - 1)}  ${row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')}`);
  }
  return rows;
}
