import { SERVICE_METHOD_TABLE } from '../../vocabulary/service-method.ts';
import { timeInWords } from '../../calendar/time-of-day.ts';
import type { Draft } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import { heading, title } from '../kit/block/heading.ts';
import { sideBySide } from '../kit/block/columns.ts';
import { bullet, choice } from '../kit/block/list.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, pageBreak, together } from '../kit/slice.ts';
import { CONTENT_WIDTH_PT, MARGIN_PT } from '../kit/geometry.ts';
import { officeUse } from '../notice/office-use.ts';
import { signatureFields } from '../notice/signature.ts';
import { ORIGIN } from '../notice/contact.ts';
import { dateTwice } from '../notice/termination-date.ts';
import { addressLines } from '../value/address.ts';
import { BLANK } from '../value/blank.ts';
import { SERVER_CAPACITIES, serverName } from './check.ts';
import type { CertificateCapacity, CertificateOfServiceFacts, CertificateServer, Service } from './facts.ts';

export const CERTIFICATE_IMPRINT: Imprint = {
  title: 'Certificate of service',
  subject: 'Residential Tenancies Act, 2006 (Ontario), section 191',
  code: 'Certificate of service',
  layout: 2,
  origin: ORIGIN,
};

const ROW = { minHeightPt: 32 } as const;
const STATEMENT =
  'I served the documents named above in the ways set out above, and what I state here is true. I understand that it is an offence to give the Board false or misleading information.';

/** Certificates of service as slices, one for each server, day and manner, with a block for each person served. */
export function certificateSlices(facts: Draft<CertificateOfServiceFacts>): readonly Slice[] {
  return [facts, ...(facts.others ?? [])].flatMap((one, index) => [
    ...(index > 0 ? [pageBreak()] : []),
    ...certificate(one, index === 0 ? '' : String(index + 1)),
  ]);
}

function certificate(facts: Draft<CertificateOfServiceFacts>, suffix: string): readonly Slice[] {
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
      ...heading('Signature'),
      ...capacities(facts.server?.capacity),
      gap(3),
      ...signature(facts.server, suffix),
      ...officeUse(),
    ]),
  ];
}

const CAPACITY_COLUMNS = 4;
const CAPACITY_LABELS: Readonly<Record<CertificateCapacity, string>> = {
  LANDLORD: 'Landlord',
  MANAGER: 'Property manager',
  SUPERINTENDENT: 'Superintendent',
  REPRESENTATIVE: 'Representative',
  PROCESS_SERVER: 'Process server',
  TENANT: 'Tenant',
  OTHER: 'Other',
};

/** The capacities with their circles, in columns. */
function capacities(chosen: CertificateCapacity | undefined): readonly Slice[] {
  const widthPt = CONTENT_WIDTH_PT / CAPACITY_COLUMNS;
  const stacks = SERVER_CAPACITIES.map((capacity, index) =>
    choice(CAPACITY_LABELS[capacity], {
      xPt: MARGIN_PT + (index % CAPACITY_COLUMNS) * widthPt,
      widthPt,
      shape: 'circle',
      chosen: capacity === chosen,
      cell: index,
    }),
  );
  return [...sideBySide(stacks.slice(0, CAPACITY_COLUMNS)), ...sideBySide(stacks.slice(CAPACITY_COLUMNS))];
}

function signature(server: Draft<CertificateServer> | undefined, suffix: string): readonly Slice[] {
  return together([
    ...row(
      [
        { label: 'Full name of the person who served', value: [serverName(server)], share: 3 },
        { label: 'Phone, with area code', value: given(server?.phone), share: 1.3 },
      ],
      ROW,
    ),
    ...signatureFields(suffix),
  ]);
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
