import { m } from '#lib/paraglide/messages.js';

const NAMES: Record<string, () => string> = {
	'innovation-challenge': m.library_activity_innovation_challenge,
	'company-visit': m.library_activity_company_visit,
	'talk-in-class': m.library_activity_talk_in_class,
	'student-research': m.library_activity_student_research,
	'teacher-masterclass': m.library_activity_teacher_masterclass,
	'parents-information-day': m.library_activity_parents_information_day
};

/** Name of a type of activity; its code in words where we know no name. */
export function nameActivity(code: string): string {
	return NAMES[code]?.() ?? code.replaceAll('-', ' ');
}
