// Package ingest holds what comes in, before anything is understood of it: interactions,
// accounts, locations and commercial records, with their parsing, validation and content hash.
// It is pure: readers, keys and the clock are arguments.
//
// # The way of an item
//
// An item is read from a folder (Interactions, Accounts, Locations, CommercialRecords, Fixes)
// or from a request. Validate and its siblings say whether it can be stored, ContentHash
// recognises it when it comes again, Redact takes personal data out of it. The hash is of the
// item as it came, so it is taken before Redact.
//
// # The import folder
//
// All files are UTF-8, with or without a byte order mark, with LF or CRLF line breaks. A file
// may be of any size: it is read line by line, and no line may be longer than MaxLine. A line
// at fault is named by file, line, field and reason, and reading goes on behind it. Times are
// RFC 3339 with their offset, days are YYYY-MM-DD.
//
// interactions.jsonl has one JSON object a line:
//
//	external_id    required; the source system's id
//	source         required; call, chat, ticket, survey, review, store_feedback or another word
//	channel        phone, email, web, review_site or another word
//	occurred_at    required; when it happened
//	received_at    when it reached the company; occurred_at when left out
//	source_system  where it comes from; "import" when left out
//	customer_id, account_id, location_id, product_line
//	               empty, null or left out when unknown
//	language       the customer's, as a BCP 47 tag such as en or es-MX; left out, the text tells
//	turns          required; a list of {"speaker", "text"}, the speaker being customer, agent,
//	               bot or system
//	attributes     an object with whatever else is known
//
// Any other member becomes an attribute, too: a string as it is, anything else as JSON, null
// not at all.
//
// The tables are CSV (RFC 4180); the first line names the columns, in any order. A column that
// is not listed here becomes an attribute where a cell is not empty. Columns in parentheses
// may be left out.
//
//	accounts.csv            account_id (household_id segment annual_value currency
//	                        renewal_date product_line home_location)
//	locations.csv           location_id (name region)
//	commercial_records.csv  record_id kind status amount currency occurred_at
//	                        (account_id location_id touchpoint)
//	fixes.csv               from_touchpoint to_touchpoint shipped_on (description)
//
// Amounts are plain decimal numbers with at most the decimals of their currency, which is an
// active ISO 4217 code: 1360.90 USD, 1500 JPY, 1.234 KWD. They are kept exactly.
//
// # Limits
//
// Ids, names, regions and product lines have at most 256 bytes, source, channel, language,
// kind, status and segment 64. They are one line of text: control characters are refused. An interaction
// has 1 to 5,000 turns of at most 256 KiB each and 1 MiB together, one of them with some text.
// An item has at most 64 attributes, their names at most 64 bytes and their values 1,024.
// Nothing may hold a NUL byte or be other than UTF-8. Times start at 1990 and end a day ahead
// of the server's clock. Amounts are not negative.
package ingest
