import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';

/** Limits the readings of digits as letters, each of which is estimated. */
const MAX_SUBSTITUTIONS = 10;

/** An estimator of how hard passwords are to guess, with the dictionaries of English. */
export function createEstimator(): ZxcvbnFactory {
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions: MAX_SUBSTITUTIONS,
    translations: english.translations,
  });
}
