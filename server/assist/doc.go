// Package assist lets a language model behind any OpenAI-compatible endpoint read the
// interactions in which the local model sees a broken handoff, or those on which it cannot
// decide.
//
// It is off unless an endpoint is named, and the product is complete without it: whatever goes
// wrong (a budget that is spent, an endpoint that is slow, down, or answers nonsense), the
// local reading stands and the reason is counted. What customers say is data: it is sent as
// JSON beside fixed instructions, and of the answer nothing is used but members of closed sets
// and spans that are found in the customer's own words. No answer can make the server do
// anything else.
//
// Start with ParseSettings, New and Assistant.Read.
package assist
