// Package llm talks to language models.
//
// It holds the one-method [Model] interface, what a call costs ([Usage]), and the [Meter] that keeps a whole run within its budget of
// calls. Nothing here knows about questions or plans.
//
// What a service needs around a model are models around a model, in this order:
//
//	m := llm.Metered(llm.Breaker(llm.Retry(client, llm.RetryConfig{}), llm.BreakerConfig{}))
//
// [Retry] makes a call again that failed for a passing reason, [Breaker] leaves a server alone that is down, [RateLimit] keeps to so many calls
// a minute, and [Metered] takes calls out of the [Budget] of their context. Around all of it goes llm/cache, since a kept reply costs nothing.
//
// The client is llm/openai; llm/replay plays recorded traffic back and llm/llmtest is a server for tests. A model of another kind is a [Func].
package llm
