/** The package ships no types; these are the parts used here. */
declare module 'fs-native-extensions' {
  /** Locks the open file for this process; false when another process has it. */
  export function tryLock(fileDescriptor: number): boolean;
}
