import type { RequestHandler } from './$types';
import { answerFile } from '../given-out.ts';

export const GET: RequestHandler = (event) =>
	answerFile(event, event.params.slug, event.params.format);
