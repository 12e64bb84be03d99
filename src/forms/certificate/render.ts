import { SERVICE_METHOD_TABLE } from '../../vocabulary/service-method.ts';
import { timeInWords } from '../../calendar/time-of-day.ts';
import type { Draft } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import { heading, title } from '../kit/block/heading.ts';
import { bullet } from '../kit/block/list.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';
import { closing } from '../notice/closing.ts';
import { ORIGIN } from '../notice/contact.ts';
import { dateTwice } from '../notice/termination-date.ts';
import { addressLines } from '../value/address.ts';
import { BLANK } from '../value/blank.ts';
import { SERVER_CAPACITIES } from './check.ts';
import type { CertificateOfServiceFacts, Service } from './facts.ts';

export const CERTIFICATE_IMPRINT: Imprint = {
  title: 'Certificate of service',
  subject: 'Residential Tenancies Act, 2006 (Ontario), section 191',
  code: 'Certificate of service',
  layout: 1,
  origin: ORIGIN,
};

const ROW = { minHeightPt: 32 } as const;
const STATEMENT =
  'I served the documents named above in the ways set out above, and what I state here is true. I understand that it is an offence to give the Board false or misleading information.';

/** Certificate of service as slices, with a block for each person served. */
export function certificateSlices(facts: Draft<CertificateOfServiceFacts>): readonly Slice[] {
  const services = facts.services?.length ? facts.services : [{}];
  const documents = facts.documents?.length ? facts.documents : [BLANK];
  return [
    ...title('Certificate of Service', ''),
    ...row(
      [
        { label: 'Rental unit', value: addressLines(facts.rentalUnit), bold: true, share: 3 },
        { label: 'File number of the Board, if any', value: given(facts.fileNumber), share: 1.4 },
      ],
      ROW,
    ),
    ...heading('Documents served'),
    ...documents.flatMap((document) => bullet(document)),
    ...heading('How, when and on whom they were served'),
    ...services.flatMap((service, index) => [...serviceBlock(service, index + 1), gap(6)]),
    ...together([
      ...heading('Statement of the person who served'),
      ...paragraph(STATEMENT),
      ...closing(facts.server, SERVER_CAPACITIES),
    ]),
  ];
}

function serviceBlock(service: Draft<Service>, number: number): readonly Slice[] {
  const { method, servedOn, servedAt } = service;
  const when = [dateTwice(servedOn), timeInWords(servedAt)].filter((part) => part !== '').join(', ');
  const how = method === undefined ? [] : [SERVICE_METHOD_TABLE[method].printed];
  const remark = row([{ label: 'Remark', value: given(service.remark), share: 1 }], ROW);
  return together([
    ...row(
      [
        { label: `${number}. Served on`, value: given(service.recipient), bold: true, share: 1 },
        { label: 'How', value: how, share: 1 },
      ],
      ROW,
    ),
    ...row([{ label: 'Where, or sent to', value: given(service.place), share: 1 }], ROW),
    ...row(
      [
        { label: 'Served or sent on (dd/mm/yyyy)', value: [when], share: 1 },
        {
          label: 'Counts as given on (dd/mm/yyyy)',
          value: [dateTwice(service.deemedGivenOn)],
          bold: true,
          share: 1,
        },
      ],
      ROW,
    ),
    ...(service.remark === undefined ? [] : remark),
  ]);
}

function given(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}
