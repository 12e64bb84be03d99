import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { RefusedTokens } from '../../src/http/refused-tokens.ts';

describe('tokens that are refused', () => {
  test('are remembered for as long as they are told', async () => {
    const refused = new RefusedTokens();
    expect(refused.secondsLeft('Bearer a')).toBe(0);
    refused.add('Bearer a', 1);
    refused.add('', 60);
    expect([refused.secondsLeft('Bearer a'), refused.secondsLeft('Bearer b')]).toEqual([1, 0]);
    expect(refused.secondsLeft('')).toBe(0);
    await sleep(1050);
    expect(refused.secondsLeft('Bearer a')).toBe(0);
  });

  test('take no more memory than they may', () => {
    const refused = new RefusedTokens();
    for (let index = 0; index < 10_000; index += 1) refused.add(`Bearer ${index}`, 60);
    expect(refused.secondsLeft('Bearer 0')).toBe(60);
    refused.add('Bearer one more', 60);
    expect(refused.secondsLeft('Bearer 0')).toBe(0);
    expect(refused.secondsLeft('Bearer one more')).toBe(60);
  });
});
