/** Prints a line of a command's result. */
export function print(text: string): void {
  console.log(text);
}

/** Prints an error, or a line about progress, apart from the result. */
export function printError(text: string): void {
  console.error(text);
}
