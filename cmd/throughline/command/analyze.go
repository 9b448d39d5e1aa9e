package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/redact"
	"github.com/throughline-cx/throughline/server/understand"
	"github.com/throughline-cx/throughline/server/understand/language"
)

// analysisKey is the key of the pseudonyms in analyze, which stores nothing: a fixed one, so
// that the same input gives the same output.
var analysisKey = []byte("throughline analyze: fixed key, nothing is stored")

type analyzeOptions struct {
	journey    string
	model      string
	skipBroken bool
	explain    bool
	assist     bool
	cluster    bool
	mentions   string
}

func newAnalyze(s Streams) *cobra.Command {
	var o analyzeOptions
	c := &cobra.Command{
		Use:   "analyze [--journey journey.yaml] < interactions.jsonl > mentions.jsonl",
		Short: "Find broken handoffs in a file of interactions, without server or database",
		Long: `Reads interactions, one JSON object a line, from standard input and prints one line for
each, in order: the places where the customer says that a handoff broke, best first, with
the exact quote and its byte offsets. A confidence of 0.5 or more means yes; weaker
candidates are listed down to 0.02. A text in a language that is not read has no mentions,
and its line says "unsupported_language".

Texts are redacted before they are read, like in the server; offsets are those of the text
as given.

With --cluster, each mention gets a "cluster_id" when it is sure enough to count: mentions
of one break have the same. They are grouped in the order of the input, by touchpoints with
--journey and else by kinds, and all lines are printed at the end.

With --assist, the language model that the THROUGHLINE_ASSIST_ variables name reads as well.`,
		Example: `  throughline analyze < interactions.jsonl > mentions.jsonl
  throughline analyze --journey journey.yaml < interactions.jsonl | jq 'select(.mentions[0].confidence >= 0.5)'`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := atMostOne(c, "explain", "assist", "mentions"); err != nil { // words explain the local reading only
				return err
			}
			return analyze(c.Context(), s, o)
		},
	}
	c.Flags().StringVar(&o.journey, "journey", "", "`file` with the journey map whose touchpoints the two sides are mapped to")
	c.Flags().StringVar(&o.model, "model", "", "`file` with weights to read with, instead of those built in")
	c.Flags().BoolVar(&o.skipBroken, "continue", false, "report lines that cannot be read and go on, instead of stopping")
	c.Flags().BoolVar(&o.explain, "explain", false, "say of each mention which words decided, which touchpoints are named, and what lowers the confidence")
	c.Flags().BoolVar(&o.cluster, "cluster", false, "group the mentions, and say of each in which cluster it is")
	c.Flags().StringVar(&o.mentions, "mentions", "", "`file` of mentions to take instead of reading the texts, in the format that analyze prints")
	c.Flags().BoolVar(&o.assist, "assist", false, "let the language model of THROUGHLINE_ASSIST_BASE_URL read as well what the local model does not rule out")
	return c
}

func analyze(ctx context.Context, s Streams, o analyzeOptions) error {
	m, err := readJourney(o.journey)
	if err != nil {
		return err
	}
	reader, err := newReader(o.model, m)
	if err != nil {
		return err
	}
	if s.typed() {
		fmt.Fprintln(s.Err, "reading interactions from the terminal; Ctrl-D ends them")
	}
	out := bufio.NewWriterSize(s.Out, 1<<16)
	broken := 0
	a := analyzer{reader: reader, redactor: redact.New(analysisKey, redact.KeepMap(m)), explain: o.explain}
	if o.cluster {
		a.grouping = newGrouping(o.journey == "")
	}
	if o.mentions != "" {
		if a.given, err = readGiven(o.mentions); err != nil {
			return err
		}
	}
	if o.assist {
		if a.assist, err = newAssisting(); err != nil {
			return err
		}
		defer a.assist.report(s.Err)
	}
	ended := make(chan error, 1)
	go func() {
		err := a.run(ctx, s.In, out, func(err *ingest.LineError) error {
			if !o.skipBroken {
				return err
			}
			broken++
			fmt.Fprintln(s.Err, err)
			return nil
		})
		if a.grouping != nil { // where the input broke off, what stands before that place
			err = errors.Join(err, a.grouping.write(out))
		}
		ended <- errors.Join(err, out.Flush())
	}()
	select {
	case err = <-ended:
	case <-ctx.Done(): // it may wait for input that never comes
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	if broken > 0 {
		return fmt.Errorf("%s not be read; the others were", count(broken, "line could", "lines could"))
	}
	return nil
}

// newReader makes a reader with the weights in a file, or with those built in, for a journey map,
// which may be nil.
func newReader(modelPath string, m *journey.Map) (*understand.Reader, error) {
	if modelPath == "" {
		return understand.NewReader(understand.Default(), m), nil
	}
	f, err := os.Open(modelPath)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	model, err := understand.Load(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", modelPath, err)
	}
	return understand.NewReader(model, m), nil
}

// readJourney reads a file with a journey map; no path gives none.
func readJourney(path string) (*journey.Map, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m, err := journey.ParseYAML(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

// analyzer turns interactions into lines of mentions.
type analyzer struct {
	reader   *understand.Reader
	redactor *redact.Redactor
	explain  bool
	assist   *assisting                           // nil leaves everything to reader
	grouping *grouping                            // nil groups nothing
	given    map[string][]understand.GivenMention // by external id; nil reads the texts
}

// pending is one interaction on its way to its output line.
type pending struct {
	in   ingest.Interaction
	line chan analysed // receives one value
}

// analysed is one line of the output, and the mentions in it.
type analysed struct {
	line     []byte
	mentions []understand.Mention
}

// run analyzes with all cores and writes in the order of the input. Where the input cannot be
// read any further, what stands before that place is written.
func (a analyzer) run(ctx context.Context, in io.Reader, out *bufio.Writer, broken func(*ingest.LineError) error) error {
	group, ctx := errgroup.WithContext(ctx)
	work := make(chan pending)
	order := make(chan pending, 64*runtime.NumCPU())
	var stopped error // no error of the group, which would stop the others too
	group.Go(func() error {
		defer close(work)
		defer close(order)
		stopped = a.feed(ctx, in, work, order, broken)
		return nil
	})
	for range a.workers() {
		group.Go(func() error {
			for p := range work {
				done, err := a.line(ctx, p.in)
				if err != nil {
					return err
				}
				p.line <- done
			}
			return nil
		})
	}
	group.Go(func() error { return a.writeInOrder(ctx, out, order) })
	if err := group.Wait(); err != nil {
		return err
	}
	return stopped
}

// workers is how many interactions are read at once.
func (a analyzer) workers() int {
	if a.assist != nil {
		return max(runtime.NumCPU(), a.assist.assistant.Concurrency())
	}
	return runtime.NumCPU()
}

// inputName stands in messages for the file that standard input is.
const inputName = "standard input"

func (a analyzer) feed(ctx context.Context, in io.Reader, work, order chan<- pending, broken func(*ingest.LineError) error) error {
	for line, err := range ingest.Interactions(in, ingest.Position{}) {
		var file *ingest.FileError
		if errors.As(err, &file) {
			return &ingest.FileError{File: inputName, Line: file.Line, Err: file.Err}
		}
		if wrong := unreadable(line, err); wrong != nil {
			if err := broken(wrong); err != nil {
				return err
			}
			continue
		}
		p := pending{line.Value, make(chan analysed, 1)}
		for _, c := range []chan<- pending{order, work} {
			select {
			case c <- p:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
	return nil
}

// unreadable returns what is wrong with a line of the input. An object without an id is most
// likely in another format: its output could not be told from that of an interaction in which
// nothing broke.
func unreadable(line ingest.Line[ingest.Interaction], err error) *ingest.LineError {
	var wrong *ingest.LineError
	switch {
	case errors.As(err, &wrong):
		return &ingest.LineError{File: inputName, Line: wrong.Line, Violations: wrong.Violations}
	case line.Value.ExternalID == "":
		missing := journey.Violation{Field: "external_id", Reason: journey.ReasonMissing, Description: "is missing; each line must be an interaction with external_id and turns"}
		return &ingest.LineError{File: inputName, Line: line.Number, Violations: []journey.Violation{missing}}
	}
	if malformed := ingest.CheckLanguage(line.Value.Language); len(malformed) > 0 { // it decides whether the text is read
		return &ingest.LineError{File: inputName, Line: line.Number, Violations: malformed}
	}
	return nil
}

func (a analyzer) writeInOrder(ctx context.Context, out *bufio.Writer, order <-chan pending) error {
	for p := range order {
		select {
		case done := <-p.line:
			if a.grouping != nil {
				a.grouping.add(p.in, done.mentions, done.line)
				continue
			}
			if _, err := out.Write(append(done.line, '\n')); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// line redacts, reads, and maps the quotes back to the text as given.
func (a analyzer) line(ctx context.Context, in ingest.Interaction) (analysed, error) {
	if a.given != nil {
		return a.lineOfGiven(in)
	}
	clean, redacted := ingest.Redact(a.redactor, in)
	clean.Language = language.Of(clean)
	in.Language = clean.Language
	mentions, err := a.mentions(ctx, clean)
	if err != nil {
		return analysed{}, err
	}
	var explanations []understand.Explanation
	if a.explain {
		explanations = a.reader.Explain(clean)
	}
	line, err := understand.EncodeAnalysis(in, mentions, explanations, func(turn, start, end int) (int, int) {
		return redacted[turn].ToOriginal(start, end)
	})
	return analysed{line, mentions}, err
}

// lineOfGiven takes the mentions that are given for an interaction.
func (a analyzer) lineOfGiven(in ingest.Interaction) (analysed, error) {
	mentions, err := a.reader.Given(in, a.given[in.ExternalID])
	if err != nil {
		return analysed{}, err
	}
	line, err := understand.EncodeAnalysis(in, mentions, nil, nil)
	return analysed{line, mentions}, err
}

func (a analyzer) mentions(ctx context.Context, in ingest.Interaction) ([]understand.Mention, error) {
	if a.assist == nil {
		return a.reader.Read(in), nil
	}
	return a.assist.read(ctx, a.reader, in)
}
