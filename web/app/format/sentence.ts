/** A message as a sentence: some of the server's begin small and end without a stop, for use in logs. */
export function sentence(message: string): string {
  const text = message.trim();
  if (text === "") return text;
  const firstWord = text.split(/\s/, 1)[0]!;
  // A name, such as that of a desktop or a setting, stays as it is written.
  const begin = /^[\p{Ll}'’]+[,:;.!?]?$/u.test(firstWord) ? text[0]!.toUpperCase() + text.slice(1) : text;
  return /[.!?…:]$/.test(begin) ? begin : `${begin}.`;
}
