import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
} from 'openai/resources/chat/completions';
import type { Failure } from './attempt.js';
import { failureOf } from './failure.js';
import type { AnswerForm, ModelRequest, Usage } from './model.js';
import { fetchPatience, patientFetch } from './patient-fetch.js';
import type { Provider } from './provider.js';
import { strictSchema } from './strict-schema.js';
import { estimateTokens } from './tokens.js';

/** One answer of one provider. */
export interface Answered {
  readonly text: string;
  readonly usage: Usage;
}

/**
 * Asks one provider once, as a stream, and gives the whole answer or why there is none. A signal that
 * fires throws its reason. The SDK's own retries are off: ours are seen in the journal.
 */
export async function call(
  provider: Provider,
  key: string,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<Answered | Failure> {
  const { OpenAI } = await import('openai');
  const client = new OpenAI({
    baseURL: provider.baseUrl,
    apiKey: key,
    // What the environment says of OpenAI's own accounts is not meant for other endpoints.
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: provider.timeoutMs,
    ...(provider.timeoutMs >= fetchPatience && { fetch: patientFetch }),
  });
  const late = AbortSignal.timeout(provider.timeoutMs);
  const stop = AbortSignal.any([signal, late]);
  try {
    const stream = await client.chat.completions.create(bodyOf(provider, request), {
      signal: stop,
    });
    return await gathered(stream, request);
  } catch (error) {
    signal.throwIfAborted();
    if (late.aborted) return { code: 'slow', detail: `${provider.timeoutMs / 1000} s` };
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return failure;
  }
}

function bodyOf(
  { model, structured, maxOutput, temperature }: Provider,
  { system, user, form }: ModelRequest,
): ChatCompletionCreateParamsStreaming {
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    ...(maxOutput !== undefined && { max_tokens: maxOutput }),
    ...(temperature !== undefined && { temperature }),
    ...(form !== undefined && formatOf(structured, form)),
  };
}

function formatOf(
  structured: Provider['structured'],
  { name, schema }: AnswerForm,
): Pick<ChatCompletionCreateParamsStreaming, 'response_format'> {
  if (structured === 'plain') return {};
  if (structured === 'json_object') return { response_format: { type: 'json_object' } };
  const strict = strictSchema(schema);
  return {
    response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: strict } },
  };
}

async function gathered(
  stream: AsyncIterable<ChatCompletionChunk>,
  { system, user }: ModelRequest,
): Promise<Answered | Failure> {
  let [text, refusal] = ['', ''];
  let finish: string | null = null;
  let usage: Usage | undefined;
  for await (const chunk of stream) {
    // Servers send chunks without choices, for usage or to keep the line open.
    const [choice] = chunk.choices as readonly (ChatCompletionChunk.Choice | undefined)[];
    text += choice?.delta.content ?? '';
    refusal += choice?.delta.refusal ?? '';
    finish = choice?.finish_reason ?? finish;
    const said = chunk.usage;
    if (said) usage = { input: said.prompt_tokens, output: said.completion_tokens };
  }
  if (refusal !== '') return { code: 'refused', detail: refusal.slice(0, 200) };
  if (finish === 'content_filter') return { code: 'refused', detail: 'content filter' };
  if (finish === null) return { code: 'cut', detail: 'the stream ended without a finish' };
  if (finish === 'length') return { code: 'cut', detail: 'the limit of output tokens' };
  if (text.trim() === '') return { code: 'nonsense', detail: 'it is empty' };
  return {
    text,
    usage: usage ?? { input: estimateTokens(system + user), output: estimateTokens(text) },
  };
}
