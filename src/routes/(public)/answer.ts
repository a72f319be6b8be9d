/** A document for programs that is not JSON: `application/atom+xml`, `text/calendar`, `application/xml`. */
export function answerText(body: string, type: string): Response {
	return new Response(body, { headers: { 'content-type': `${type}; charset=utf-8` } });
}
