import { announce } from '../platform/bus.ts';
import { getDb } from '../platform/db.ts';
import { work } from '../platform/jobs.ts';
import { publish } from '../platform/socket.ts';
import { fileReport } from './filing.ts';

/** The job that closing a meeting enqueues: files the draft and tells everybody in the room where. */
export function registerReportJobs(): void {
	work('report-file', async ({ meetingId }) => {
		const { slug } = await fileReport(getDb(), meetingId);
		announce('report.filed', { meetingId, reportSlug: slug });
		publish(`meeting:${meetingId}`, 'report:filed', { meetingId, slug });
	});
}
