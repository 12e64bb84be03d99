/** The package ships no types. */
declare module 'fs-native-extensions' {
  /** Locks the open file for this process; false if another process has the lock. */
  export function tryLock(fileDescriptor: number): boolean;
}
