// Words → a line for a POSIX shell: every word stays one word and nothing in it is carried out.

const PLAIN = /^[\w./:=@%+,-]+$/;

export function shell(words: string[]): string {
  // Line breaks and other control characters could end a line where it is pasted.
  const safe = words.map((word) => word.replace(/[\u0000-\u001f\u007f-\u009f]/g, " "));
  return safe.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}
