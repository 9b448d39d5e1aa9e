// Package ent is the client that ent generates from package schema. Only server/store uses it.
package ent

//go:generate go tool ent generate --feature sql/versioned-migration,sql/lock,sql/upsert,sql/execquery,intercept,schema/snapshot ./schema
