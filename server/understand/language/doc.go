// Package language says in which language a customer speaks, and whether that is one that the
// model reads. It is pure: the same words give the same answer.
package language
