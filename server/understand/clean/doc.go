// Package clean tells a customer's own words in a written message from what mail programs,
// help desks and web forms put around them: greetings and signatures, quoted and forwarded
// messages, disclaimers, HTML. It returns the spans to read and changes no text, so byte
// offsets into the stored text stay exact. It is pure and takes time linear in the text.
package clean
