import type { Topic } from '../kit/block/topic.ts';
import { MORE_INFORMATION } from '../notice/contact.ts';

export const TITLE = 'Notice to End a Tenancy: Interference, Damage or Overcrowding';
export const WARNING = 'Legal notice: it can lead to your eviction. Please read every page.';
export const FROM_LANDLORD = 'From your landlord';
export const ABOUT = 'About this notice: your rights and the steps that may follow';
export const LEAD = 'I want to end your tenancy on the termination date, for each reason marked here:';

export const INTERFERENCE =
  'Reason 1: Interference. You, someone who lives with you or someone you let in has substantially interfered with the reasonable enjoyment, or another lawful right, privilege or interest, of the landlord or of another tenant.';
export const DAMAGE =
  'Reason 2: Damage. You, someone who lives with you or someone you let in has damaged the rental unit or the building, on purpose or by carelessness.';
export const OVERCROWDING =
  'Reason 3: Overcrowding. More people live in the unit all the time than health, safety or housing standards allow.';

export const FIRST_INTERFERENCE =
  'First notice: within 7 days after you receive it, you can stop the conduct, or put right what you left undone. If you do, this reason falls away.';
export const FIRST_DAMAGE =
  'First notice: within 7 days after you receive it, you can correct the damage in one of these ways, or agree with me on another. If you do, this reason falls away.';
export const REPAIR = 'repair the damage, or pay me the estimated reasonable cost of repair:';
export const REPLACE =
  'where repair is not reasonable, replace what was damaged, or pay me the estimated reasonable cost of replacement:';
export const FIRST_OVERCROWDING =
  'First notice: within 7 days after you receive it, you can reduce the number of people living in the unit. If you do, this reason falls away. People the standards allow:';
export const SECOND =
  'Second notice within 6 months: an earlier N5 became void because you corrected what it named, and something new has happened since. This notice cannot be corrected; I may apply to the Board at once.';

/** Law: RTA ss.43, 46, 62, 64, 67 to 71. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'The termination date',
    paragraphs: [
      'For a first notice it may not be sooner than 20 days, for a second notice within 6 months not sooner than 14 days, after the day the notice was given to you. The day on which you were given it is not counted.',
    ],
  },
  {
    title: 'When the landlord may apply',
    paragraphs: [
      'On a first notice: only if the 7 days for correcting have passed and the matter was not corrected. On a second notice: at once. In both cases no later than 30 days after the termination date; without an application this notice is void from then on.',
    ],
  },
  {
    title: 'If you agree',
    paragraphs: [
      'If this is a first notice, correct the matter within the 7 days, and keep proof. The notice is then void and you can stay.',
    ],
  },
  {
    title: 'If you disagree',
    paragraphs: [
      'You may stay. Speak with your landlord, and get advice from a lawyer, a paralegal or a community legal clinic. If your landlord applies to the Board, there will be a hearing where you can say why you disagree.',
    ],
  },
  {
    title: 'If you move out',
    paragraphs: ['Leave by the termination date and your tenancy ends on that day.'],
  },
  {
    title: 'If the landlord applies',
    paragraphs: [
      'The Board sends you the application and a notice of hearing. Nobody may evict you without an order of the Board. Take part in the hearing; often a Board mediator can help both sides agree. Ask for legal help at once; it may be free if your income is low.',
    ],
  },
  MORE_INFORMATION,
];
