import { getDb } from '../platform/db.ts';
import { work } from '../platform/jobs.ts';
import { clearVocabulary } from './vocabulary.ts';

/** Runs every night. */
export function registerSearchJobs(): void {
	work('search-clean', () => clearVocabulary(getDb()));
}
