import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import { Readable } from 'node:stream';

/** The built-in fetch gives up after so long without a header of the answer, whatever its signal allows. */
export const fetchPatience = 300_000;

/**
 * Fetch over `node:http`, which waits for headers as long as its signal lets it: a model that thinks before
 * its first word sends none. Takes what the client of models sends (a text as body); follows no redirect,
 * since a key goes to the address that its user gave.
 */
export async function patientFetch(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  const body = typeof init.body === 'string' ? init.body : undefined;
  if (body === undefined && init.body !== undefined && init.body !== null)
    throw new TypeError('the body is no text');
  const signal = init.signal ?? undefined;
  const headers = new Headers(init.headers);
  if (body !== undefined) headers.set('content-length', String(Buffer.byteLength(body)));
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const send = url.protocol === 'https:' ? secure : plain;
    const options = {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(headers),
      ...(signal !== undefined && { signal }),
    };
    send(url, options, resolve).on('error', reject).end(body);
  });
  const status = answer.statusCode ?? 0;
  const empty = status === 204 || status === 304;
  return new Response(empty ? null : (Readable.toWeb(answer) as ReadableStream), {
    status,
    headers: headersOf(answer),
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    headers.append(rawHeaders[i]!, rawHeaders[i + 1]!);
  return headers;
}
