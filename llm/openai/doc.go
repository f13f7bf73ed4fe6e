// Package openai is a client for servers that speak the chat protocol of OpenAI: OpenAI itself, vLLM, SGLang, the llama.cpp server,
// Ollama, LM Studio, OpenRouter and others.
//
// It is small on purpose. What other clients leave out is what it is for: replies are bounded in size and time, a key never appears in
// an error, and grammar-constrained decoding works in the dialect of each server.
package openai
