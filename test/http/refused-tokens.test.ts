import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedTokens } from '../../src/http/refused-tokens.ts';

const claimed = (authorization: string, network = '192.0.2.1') => ({ authorization, network });

describe('refused tokens', () => {
  test('are remembered for the given time', async () => {
    const refused = new RefusedTokens();
    expect(refused.secondsLeft(claimed('Bearer a'))).toBe(0);
    refused.add(claimed('Bearer a'), 1);
    refused.add(claimed(''), 60);
    expect([refused.secondsLeft(claimed('Bearer a')), refused.secondsLeft(claimed('Bearer b'))]).toEqual([
      1, 0,
    ]);
    expect(refused.secondsLeft(claimed(''))).toBe(0);
    await sleep(1050);
    expect(refused.secondsLeft(claimed('Bearer a'))).toBe(0);
  });

  test('are remembered per network, since anybody may send `Bearer null`', () => {
    const refused = new RefusedTokens();
    refused.add(claimed('Bearer null'), 60);
    expect(refused.secondsLeft(claimed('Bearer null', '192.0.2.2'))).toBe(0);
  });

  test('take limited memory', () => {
    const refused = new RefusedTokens();
    for (let index = 0; index < 10_000; index += 1) refused.add(claimed(`Bearer ${index}`), 60);
    expect(refused.secondsLeft(claimed('Bearer 0'))).toBe(60);
    refused.add(claimed('Bearer one more'), 60);
    expect(refused.secondsLeft(claimed('Bearer 0'))).toBe(0);
    expect(refused.secondsLeft(claimed('Bearer one more'))).toBe(60);
  });
});
