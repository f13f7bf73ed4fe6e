// A small server with the chat protocol of OpenAI around llama.cpp (package node-llama-cpp, a prebuilt binary), for tests. It takes the
// grammar of a request, GBNF or a JSON schema, as llama.cpp's own server does. A model without a chat template, one that was not
// trained to chat, goes on where the text of the messages ends.
//
//   node server.mjs MODEL.gguf PORT
import { createServer } from "node:http";
import { getLlama, LlamaChatSession, LlamaCompletion, LlamaLogLevel } from "node-llama-cpp";

const [file, port] = process.argv.slice(2);
const threads = Number(process.env.MODEL_THREADS ?? 0) || undefined;
const llama = await getLlama({ build: "never", gpu: false, maxThreads: threads, logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath: file });
const context = await model.createContext({ contextSize: 8192 });
const sequence = context.getSequence(); // one conversation at a time; what two prompts begin with is read once
const grammars = new Map();

async function grammarOf(body) {
  const schema = body.response_format?.json_schema?.schema;
  const key = body.grammar ?? (schema && JSON.stringify(schema));
  if (key && !grammars.has(key)) {
    grammars.set(key, body.grammar ? await llama.createGrammar({ grammar: key }) : await llama.createGrammarForJsonSchema(schema));
  }
  return grammars.get(key);
}

async function write(messages, options) {
  if (!model.fileInfo.metadata?.tokenizer?.chat_template) {
    const completion = new LlamaCompletion({ contextSequence: sequence });
    const text = messages.map((m) => m.content).join("\n\n");
    const { response, metadata } = await completion.generateCompletionWithMeta(text, options);
    return [response, metadata.stopReason];
  }
  const history = messages.map(({ role, content }) =>
    role === "assistant" ? { type: "model", response: [content] } : { type: role, text: content });
  const last = history.pop();
  const session = new LlamaChatSession({ contextSequence: sequence });
  session.setChatHistory(history);
  const { responseText, stopReason } = await session.promptWithMeta(last.text, options);
  return [responseText, stopReason];
}

async function chat(body) {
  const options = {
    grammar: await grammarOf(body), maxTokens: body.max_tokens, temperature: body.temperature ?? 0.7, seed: body.seed,
    customStopTriggers: body.stop,
  };
  const before = sequence.tokenMeter.getState();
  const [content, reason] = await write(body.messages, options);
  const prompt = body.messages.reduce((n, m) => n + model.tokenize(m.content).length, 0);
  return {
    object: "chat.completion", model: body.model,
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: reason === "maxTokens" ? "length" : "stop" }],
    usage: { prompt_tokens: prompt, completion_tokens: sequence.tokenMeter.diff(before).usedOutputTokens },
  };
}

let turn = Promise.resolve();
const server = createServer(async (request, response) => {
  const send = (status, body) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  if (request.url === "/v1/models") return send(200, { object: "list", data: [{ id: "local", object: "model", owned_by: "llamacpp" }] });
  if (request.method !== "POST" || request.url !== "/v1/chat/completions") return send(404, { error: { message: "no such address" } });
  let text = "";
  for await (const part of request) text += part;
  turn = turn.then(async () => {
    try {
      if (!response.destroyed) send(200, await chat(JSON.parse(text)));
    } catch (error) {
      send(500, { error: { message: String(error?.message ?? error) } });
    }
  });
});
server.listen(Number(port), "127.0.0.1");
