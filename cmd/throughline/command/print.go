package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/spf13/cobra"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
)

// remoteFlags are the flags of commands that read or change what is on a server.
type remoteFlags struct {
	clientFlags
	json bool
}

func (f *remoteFlags) add(c *cobra.Command) {
	f.clientFlags.add(c)
	c.Flags().BoolVar(&f.json, "json", false, "print JSON, an object a line, as the JSON API has it")
}

// listFlags are the flags of commands that list.
type listFlags struct {
	remoteFlags
	limit int
}

func (f *listFlags) add(c *cobra.Command) {
	f.remoteFlags.add(c)
	c.Flags().IntVar(&f.limit, "limit", 50, "list at most so `many`; 0 lists all")
}

// asJSON is how the JSON API writes: what is not set is there too, so that a reader of counts
// finds 0.
var asJSON = protojson.MarshalOptions{EmitDefaultValues: true}

// printJSON prints a message as one line of JSON that does nothing to a terminal.
func printJSON(s Streams, m proto.Message) error {
	data, err := asJSON.Marshal(m)
	if err != nil {
		return err
	}
	var line bytes.Buffer
	if err := json.Compact(&line, data); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "%s\n", terminal.CleanJSON(line.Bytes()))
	return err
}

// printOne prints a message as JSON, or clean by the function for people.
func printOne[M proto.Message](s Streams, f remoteFlags, m M, people func(M) error) error {
	if f.json {
		return printJSON(s, m)
	}
	return people(terminal.CleanMessage(m))
}

// printList prints items as lines of JSON or as a table, whose rows are made of clean items. It
// says so when there are none, and when more follow than were asked for.
func printList[M proto.Message](s Streams, f listFlags, items iter.Seq2[M, error], table *terminal.Table, row func(M) []string) error {
	printed, more := 0, false
	for item, err := range items {
		if err != nil {
			return err
		}
		if more = f.limit > 0 && printed == f.limit; more {
			break
		}
		printed++
		if !f.json {
			table.Add(row(terminal.CleanMessage(item))...)
		} else if err := printJSON(s, item); err != nil {
			return err
		}
	}
	if table.Len() > 0 {
		if err := table.Write(s.Out, s.tableWidth()); err != nil {
			return err
		}
	}
	switch {
	case printed == 0:
		fmt.Fprintln(s.Err, "there are none")
	case more:
		fmt.Fprintf(s.Err, "there are more than %d; --limit 0 lists all\n", f.limit)
	}
	return nil
}

// each is a list that is there already as printList takes it.
func each[M any](list []M) iter.Seq2[M, error] {
	return func(yield func(M, error) bool) {
		for _, item := range list {
			if !yield(item, nil) {
				return
			}
		}
	}
}
