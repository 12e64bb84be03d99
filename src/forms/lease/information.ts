import type { Topic } from '../kit/block/topic.ts';

function part(title: string, ...paragraphs: readonly string[]): Topic {
  return { title, paragraphs };
}

/** Parts A to U of the standard lease's general information, in our own words; law as of 21 September 2026. */
export const INFORMATION: readonly Topic[] = [
  part(
    'A. When it is used',
    'The standard lease is needed for most private tenancies in Ontario: houses, apartments, condominium units, basement and other secondary units. It is not for care homes, mobile home parks and land lease communities, most social and supportive housing, member units of co-operatives, and housing the Act does not cover.',
    'A tenant without one may ask for it in writing. If the landlord does not give it within 21 days, the tenant may hold back up to one month’s rent, and may end a fixed term early.',
  ),
  part(
    'B. Change of landlord',
    'A new landlord takes over this agreement with all its rights and duties. The tenant need not sign a new one.',
  ),
  part(
    'C. Renewal',
    'When a fixed term ends the tenant may stay. Without a new agreement or a lawful notice, the tenancy goes on monthly with the same terms and the same rent, unless the rent is lawfully increased.',
  ),
  part(
    'D. Ending the tenancy',
    'The tenant can end it with proper notice, as a rule 60 days before the end of a rental period or of the term. The landlord can end it only for reasons in the Act, with the proper form and notice. Both can agree in writing at any time to end it.',
    'A tenant who does not agree with a landlord’s notice may stay and be heard by the Board. Only the Board can order an eviction, and only the Sheriff can carry it out.',
  ),
  part(
    'E. Giving notice',
    'Notices are in writing, most on the Board’s forms. They may be handed over, put in the mailbox or through the mail slot, slid under the door, sent by mail, courier or fax, or by e-mail if the receiver agreed in writing. Mail counts as given on the fifth day after mailing.',
  ),
  part(
    'F. Rent and receipts',
    'Rent includes services the tenant pays the landlord for, such as parking. It must be paid on time; it is late if not paid by midnight of the day it is due. The landlord may then give a notice (N4) to end the tenancy, at least 7 days ahead, which is void if all is paid in time.',
    'The landlord gives receipts free of charge on request, also to a former tenant for 12 months.',
  ),
  part(
    'G. Rent discounts',
    'A landlord may offer up to three months of free rent in a year, or a discount of up to 2 per cent for paying on time. These, put in writing, do not lower the rent on which increases are counted. Other discounts may.',
  ),
  part(
    'H. Deposits',
    'Only a rent deposit for the last period and a key deposit are lawful. The landlord pays interest on the rent deposit every year, at the rent increase guideline in effect when the payment is due, and may ask for a top-up when the rent goes up. If the tenant is not given the unit, the deposit goes back.',
  ),
  part(
    'I. Rent changes',
    'Rent may go up once in 12 months, with 90 days’ written notice on the Board’s form. The increase may not be more than the guideline of the year, unless the Board allows more or both agree on certain additions. Some newer units (first lived in after 15 November 2018) are not bound by the guideline, but by the 12 months and 90 days.',
    'Rent goes down if a service is taken away, and in some cases if municipal taxes fall.',
  ),
  part(
    'J. Repairs',
    'The landlord keeps unit and building in good repair, including what was broken before the tenancy and what wears out. The tenant tells the landlord of problems, best in writing. If nothing happens, the tenant can turn to the municipality’s property standards office or to the Board.',
  ),
  part(
    'K. Vital services',
    'Hot and cold water, fuel, electricity, gas and heat are vital. The landlord may not cut them off, even if rent is unpaid. Where the landlord provides heat, it must reach at least 20 degrees Celsius from 1 September to 15 June. A tenant may keep a window or portable air conditioner under the conditions of the Act.',
  ),
  part(
    'L. Harassment',
    'Nobody may harass, obstruct, threaten or interfere with the other: not the landlord the tenant, nor the tenant the landlord or other tenants.',
  ),
  part(
    'M. Discrimination',
    'The Human Rights Code forbids discrimination in housing, for example because of race, religion, sex, sexual orientation, gender identity, disability, age, family or marital status, or receipt of public assistance. The Human Rights Tribunal of Ontario hears complaints.',
  ),
  part(
    'N. Entry by the landlord',
    'With 24 hours’ written notice that states reason, day and time, between 8 a.m. and 8 p.m., for repairs, inspections, and viewings by buyers, insurers or lenders. Without notice in an emergency, or if the tenant agrees at the door. When the tenancy is ending, for viewings by new tenants between 8 a.m. and 8 p.m., after trying to tell the tenant.',
  ),
  part(
    'O. Locks',
    'Neither may change the locks without the other: the landlord not without giving the tenant keys, the tenant not without the landlord’s consent.',
  ),
  part(
    'P. Assigning and subletting',
    'Assigning: someone else takes over the tenancy for good. Subletting: the tenant lets another live in the unit for a time and comes back. Both need consent. If the landlord refuses any assignment, the tenant may end the tenancy with shorter notice.',
  ),
  part(
    'Q. Guests',
    'The landlord may not forbid guests or roommates, charge for them, or ask that they be announced. The tenant answers for what guests do. Too many people in a unit may break health, safety or housing standards.',
  ),
  part(
    'R. Pets',
    'A term that forbids pets is void. Condominium rules may forbid them. The Board can order an eviction if an animal is dangerous, damages the unit, or causes serious allergies or disturbance.',
  ),
  part(
    'S. Smoking',
    'The Act does not say whether tenants may smoke in their unit; landlord and tenant may agree on it (section 10). Smoke that disturbs others or does damage can be a reason for a notice.',
  ),
  part(
    'T. Smoke and CO alarms',
    'The landlord provides smoke and carbon monoxide alarms where the law asks for them and keeps them working. The tenant may not disable them and tells the landlord at once if one does not work.',
  ),
  part(
    'U. Disputes',
    'Talk first, and put agreements in writing. The Landlord and Tenant Board decides disputes about most residential tenancies and can offer mediation; community legal clinics help people with a low income free of charge.',
  ),
];
