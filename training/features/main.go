// Command features reads training texts through the detector's own feature code and writes
// the features as flat binary arrays for train.py, so that training sees exactly what the
// server sees: texts are redacted first, and sentences are mapped back to the text as given.
//
// Standard input holds one interaction a line (turns, source, and "sentence" when the
// features of the sides are wanted for that sentence); the only argument is the folder that
// receives the arrays. Every NAME.ptr (int64) and NAME.key (uint32) form rows of feature keys.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/redact"
	"github.com/throughline-cx/throughline/server/understand/clean"
	"github.com/throughline-cx/throughline/server/understand/feature"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: features FOLDER < texts.jsonl")
		os.Exit(2)
	}
	if err := run(os.Stdin, os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "features:", err)
		os.Exit(1)
	}
}

type line struct {
	Source   string        `json:"source"`
	Turns    []ingest.Turn `json:"turns"`
	Sentence *int          `json:"sentence"`
}

// writer holds the open arrays.
type writer struct {
	word, class, char, window, side, pair, bare *rows
	sentences                                   *bufio.Writer
	words                                       *bufio.Writer        // a line per known word: its key and itself
	known                                       map[feature.Key]bool // the words written so far
	classes                                     *bufio.Writer        // a byte per token: its class
	families                                    *bufio.Writer        // a byte per text: the family of its source
	files                                       []io.Closer
}

func run(in io.Reader, dir string) error {
	w, err := newWriter(dir)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	var text feature.Text
	redactor := redact.New(nil) // pseudonyms are no features, so their key does not matter
	for n := 0; lines.Scan(); n++ {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return fmt.Errorf("line %d: %w", n+1, err)
		}
		in, redacted := ingest.Redact(redactor, ingest.Interaction{Source: l.Source, Turns: l.Turns})
		text.Fill(clean.Mask(in), nil)
		if err := w.write(n, &text, redacted, l.Sentence); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return w.close()
}

func newWriter(dir string) (*writer, error) {
	w := &writer{known: map[feature.Key]bool{}}
	for _, a := range []struct {
		name string
		rows **rows
	}{{"word", &w.word}, {"class", &w.class}, {"char", &w.char}, {"window", &w.window}, {"side", &w.side}, {"pair", &w.pair}, {"bare", &w.bare}} {
		ptr, err := w.create(dir, a.name+".ptr")
		if err != nil {
			return nil, err
		}
		keys, err := w.create(dir, a.name+".key")
		if err != nil {
			return nil, err
		}
		*a.rows = &rows{ptr: ptr, keys: keys}
		(*a.rows).end()
	}
	var err error
	if w.sentences, err = w.create(dir, "sentences"); err != nil {
		return nil, err
	}
	if w.words, err = w.create(dir, "words"); err != nil {
		return nil, err
	}
	if w.classes, err = w.create(dir, "classes"); err != nil {
		return nil, err
	}
	w.families, err = w.create(dir, "families")
	return w, err
}

func (w *writer) create(dir, name string) (*bufio.Writer, error) {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	w.files = append(w.files, f)
	return bufio.NewWriterSize(f, 1<<16), nil
}

// write adds text number n: a row per sentence in word, class, bare and window, a row per
// text in char, and the candidates' rows in side when a sentence was asked for.
func (w *writer) write(n int, t *feature.Text, redacted []redact.Redacted, sentence *int) error {
	for i, s := range t.Sentences {
		w.word.add(t.WordGrams(i, nil))
		w.class.add(t.ClassGrams(i, nil))
		if err := w.vocabulary(t, i); err != nil {
			return err
		}
		w.window.add(t.WindowCues(max(0, i-1), min(len(t.Sentences), i+2), nil))
		start, end := redacted[s.Turn].ToOriginal(s.Start, s.End)
		for _, v := range []int{n, s.Turn, start, end, s.Words} {
			if err := binary.Write(w.sentences, binary.LittleEndian, int32(v)); err != nil {
				return err
			}
		}
	}
	if err := w.families.WriteByte(byte(t.SourceFamily())); err != nil {
		return err
	}
	w.char.add(t.CharGrams(nil))
	if sentence != nil {
		for _, keys := range t.Sides(*sentence, nil) {
			w.side.add(keys)
		}
		for _, keys := range t.Pairs(*sentence, nil) {
			w.pair.add(keys)
		}
	}
	return nil
}

// vocabulary adds the words of sentence i, and writes those that are new.
func (w *writer) vocabulary(t *feature.Text, i int) error {
	keys, words := t.WordKeys(i, nil), t.Words(i, nil)
	w.bare.add(keys)
	for _, c := range t.WordClasses(i, nil) {
		if err := w.classes.WriteByte(byte(c)); err != nil {
			return err
		}
	}
	for n, k := range keys {
		if w.known[k] {
			continue
		}
		w.known[k] = true
		if _, err := fmt.Fprintf(w.words, "%d\t%s\n", k, words[n]); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) close() error {
	for _, r := range []*rows{w.word, w.class, w.char, w.window, w.side, w.pair, w.bare} {
		if r.err != nil {
			return r.err
		}
		if err := r.ptr.Flush(); err != nil {
			return err
		}
		if err := r.keys.Flush(); err != nil {
			return err
		}
	}
	for _, b := range []*bufio.Writer{w.sentences, w.words, w.classes, w.families} {
		if err := b.Flush(); err != nil {
			return err
		}
	}
	for _, f := range w.files {
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

// rows writes rows of keys as two arrays: where each row ends, and all keys.
type rows struct {
	ptr, keys *bufio.Writer
	total     int64
	err       error
}

func (r *rows) add(keys []feature.Key) {
	buf := make([]byte, 0, 4*len(keys))
	for _, k := range keys {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(k))
	}
	if _, err := r.keys.Write(buf); err != nil {
		r.err = err
	}
	r.total += int64(len(keys))
	r.end()
}

func (r *rows) end() {
	if _, err := r.ptr.Write(binary.LittleEndian.AppendUint64(nil, uint64(r.total))); err != nil {
		r.err = err
	}
}
