package command

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/importing"
	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

func newInteractionsPush(s Streams) *cobra.Command {
	var o remoteFlags
	c := &cobra.Command{
		Use:   "push FILE",
		Short: "Push interactions, a JSON object a line, and say what became of each",
		Long: `Pushes the interactions of a file, or of standard input for "-", an object a line as in
interactions.jsonl. Each is judged alone: what is refused is named with its line and the reason,
and the others are stored. The exit code is 1 when any was refused. Pushing the same again is
harmless: the server recognises what it has.

Of a pipe, lines are pushed a second after they came at the latest. The key needs the role
ingester. 'throughline import' takes a whole folder, and resumes.`,
		Example: `  throughline interactions push calls.jsonl
  tail -F calls.jsonl | throughline interactions push -
  throughline interactions push calls.jsonl --json | jq 'select(.violations != [])'`,
		Args: exactArguments("FILE"),
		RunE: func(c *cobra.Command, args []string) error { return pushInteractions(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.Flag("json").Usage = "print what became of each line as JSON, an object a line"
	return c
}

func pushInteractions(ctx context.Context, s Streams, o remoteFlags, path string) error {
	in, name := s.In, ""
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }()
		in, name = file, path+":"
	}
	push := pushing{streams: s, json: o.json, name: name}
	err := o.call(func(client *throughline.Client) error { return push.run(ctx, client, in) })
	if !o.json && push.counts != (counts{}) {
		fmt.Fprintln(s.Out, push.counts)
	}
	if err == nil && push.counts.refused > 0 {
		err = fmt.Errorf("%s refused; the others are stored", count(push.counts.refused, "line was", "lines were"))
	}
	return err
}

// counts counts lines by what became of them.
type counts struct{ stored, known, refused int }

// String tells the counts in a line.
func (c counts) String() string {
	return fmt.Sprintf("%d stored, %d known already, %d refused", c.stored, c.known, c.refused)
}

// pushing is a push under way.
type pushing struct {
	streams Streams
	json    bool
	name    string // what stands before a line's number: "FILE:", or nothing for standard input
	counts  counts
}

func (p *pushing) run(ctx context.Context, client *throughline.Client, in io.Reader) error {
	return importing.PushLines(ctx, client, in, func(r importing.LineResult) error {
		switch r.Result.GetStatus() {
		case throughlinev1.PushStatus_PUSH_STATUS_ACCEPTED, throughlinev1.PushStatus_PUSH_STATUS_UPDATED:
			p.counts.stored++
		case throughlinev1.PushStatus_PUSH_STATUS_DUPLICATE:
			p.counts.known++
		default:
			p.counts.refused++
		}
		if p.json {
			return p.printJSON(r)
		}
		p.sayRefused(r)
		return nil
	})
}

// sayRefused names a line that was not stored, and why.
func (p *pushing) sayRefused(r importing.LineResult) {
	for _, v := range r.Result.GetViolations() {
		where := fmt.Sprintf("%s%d: ", cmp.Or(p.name, "line "), r.Line)
		if id := r.Result.GetId(); id != "" {
			where += strconv.Quote(id) + ": "
		}
		if field := v.GetField(); field != "" && field != "line" { // which is the whole line
			where += field + ": "
		}
		fmt.Fprintln(p.streams.Err, terminal.Clean(where+v.GetDescription()))
	}
}

// printJSON prints a result with its line in place of the index, which counts within a batch.
func (p *pushing) printJSON(r importing.LineResult) error {
	data, err := asJSON.Marshal(r.Result)
	if err != nil {
		return err
	}
	var object map[string]any
	if err := json.Unmarshal(data, &object); err != nil {
		return err
	}
	delete(object, "index")
	object["line"] = r.Line
	line, err := json.Marshal(object)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.streams.Out, "%s\n", terminal.CleanJSON(line))
	return err
}
