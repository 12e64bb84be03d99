/** Runs once, after the last test. */
export default async function endDatabase() {
  await globalThis.testServer?.close();
}
