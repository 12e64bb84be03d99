/** Ids and what is made from them, in the order of their first mention. */
export function normalised(value: unknown): unknown {
  const names = new Map<string, string>();
  const naming =
    /\b(?:p|un|t|l|pay|ch|dep|rec|sug|rr|tk|f|u|key)_[0-9a-z]{26}\b|\bkn_[\w-]{43}|(?<=signature=)[\w-]{43}/g;
  const name = (id: string) => names.get(id) ?? names.set(id, `#${names.size}`).get(id)!;
  // Receipts are numbered in the order of issue.
  const text = JSON.stringify(value).replaceAll(/"number":\d+/g, '"number":0');
  return JSON.parse(text.replaceAll(naming, name)) as unknown;
}
