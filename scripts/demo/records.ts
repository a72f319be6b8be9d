import { importAgenda } from '#lib/server/agenda/import.rows.ts';
import {
	importBudget,
	importChecks,
	importDossier,
	importPublications
} from '#lib/server/dossier/import.rows.ts';
import { importFilms } from '#lib/server/library/import.rows.ts';
import {
	importAttendance,
	importInvitation,
	importMeetings,
	linkMeetings
} from '#lib/server/meeting/import.rows.ts';
import { importOrganisations, importPeople } from '#lib/server/people/import.rows.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import type { ImportKeys } from '#lib/server/platform/import.ts';
import { importParticipantReport } from '#lib/server/report/participant.rows.ts';
import type { Demo } from './files.ts';
import { addTracks } from './tracks.ts';

/** Stores every record of the demo, in the order in which they refer to each other. */
export async function storeRecords(trx: Trx, keys: ImportKeys, { file, extra }: Demo): Promise<void> {
	await importOrganisations(trx, keys, file.organisations);
	await importPeople(trx, keys, [...file.people, ...extra.people]);
	for (const dossier of [...file.dossiers, ...extra.dossiers])
		await importDossier(trx, keys, dossier, extra.disclaimer);
	const main = file.dossiers[0];
	if (!main) throw new Error('The demo holds no dossier.');
	const dossierId = keys.get(main.id);
	await importBudget(trx, keys, file.budgetLines, dossierId);
	await importChecks(trx, keys, file.equipmentChecks, dossierId);
	const freshFilms = await importFilms(trx, keys, file.videos, dossierId);
	await addTracks(trx, keys, freshFilms);
	await importPublications(trx, keys, file.publications, dossierId);
	const meetings = [...file.meetings, ...extra.meetings];
	const fresh = await importMeetings(trx, keys, meetings, file.attendance);
	for (const meeting of meetings) await importAgenda(trx, keys, meeting);
	const isFresh = ({ meeting }: { meeting: string }) => fresh.some(({ id }) => id === meeting);
	for (const list of file.invitations.filter(isFresh)) await importInvitation(trx, keys, list);
	for (const list of file.attendance.filter(isFresh)) await importAttendance(trx, keys, list);
	await linkMeetings(trx, findLinks(keys, file));
	for (const report of file.participantReports) await importParticipantReport(trx, keys, report);
}

function findLinks(keys: ImportKeys, file: Demo['file']): Parameters<typeof linkMeetings>[1] {
	const pairs = (id: string, meetings: string[]) =>
		meetings.map((meeting) => ({ id: keys.get(id), meetingId: keys.get(meeting) }));
	return {
		films: [
			...file.videos.flatMap((film) => pairs(film.id, film.meetings)),
			...file.meetings.flatMap((meeting) =>
				meeting.videos.map((video) => ({ id: keys.get(video), meetingId: keys.get(meeting.id) }))
			)
		].map(({ id, meetingId }) => ({ filmId: id, meetingId })),
		publications: [
			...file.publications.flatMap((publication) =>
				pairs(publication.id, publication.meeting ? [publication.meeting] : publication.meetings)
			),
			...file.meetings.flatMap((meeting) => (meeting.announcedBy ? pairs(meeting.announcedBy, [meeting.id]) : []))
		].map(({ id, meetingId }) => ({ publicationId: id, meetingId })),
		results: file.dossiers
			.flatMap((dossier) => dossier.results)
			.flatMap((result) => pairs(result.id, result.meetings))
			.map(({ id, meetingId }) => ({ resultId: id, meetingId })),
		chairs: file.minutes.flatMap((minutes) =>
			minutes.chair ? [{ meetingId: keys.get(minutes.meeting), personId: keys.get(minutes.chair) }] : []
		)
	};
}
