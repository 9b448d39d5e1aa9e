package command

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// targetFlags are the flags that fill in a destination's target.
type targetFlags struct {
	set     []string
	secrets []string
	in      io.Reader
}

func (f *targetFlags) add(c *cobra.Command, s Streams) {
	f.in = s.In
	c.Flags().StringArrayVar(&f.set, "set", nil, "a `FIELD=VALUE` of the kind, which may be given several times; a list has commas")
	c.Flags().StringArrayVar(&f.secrets, "secret", nil, "a `FIELD=FILE` whose value is in a file, or FIELD=- for standard input; may be given several times")
}

// targetOneof is the part of a destination that says how it is reached.
func targetOneof() protoreflect.OneofDescriptor {
	return (*throughlinev1.Destination)(nil).ProtoReflect().Descriptor().Oneofs().ByName("target")
}

// targetKinds lists the kinds of destinations.
func targetKinds() []string {
	var out []string
	fields := targetOneof().Fields()
	for i := range fields.Len() {
		out = append(out, string(fields.Get(i).Name()))
	}
	return out
}

// kindOfDestination returns the kind of a destination; empty for one that this program does not know.
func kindOfDestination(d *throughline.Destination) string {
	if set := d.ProtoReflect().WhichOneof(targetOneof()); set != nil {
		return string(set.Name())
	}
	return ""
}

// apply fills in the target of a kind, and returns the paths of what was given.
func (f *targetFlags) apply(d *throughline.Destination, kind string) ([]string, error) {
	field := targetOneof().Fields().ByName(protoreflect.Name(strings.ToLower(kind)))
	if field == nil {
		return nil, usageError{fmt.Errorf("the kind must be one of %s, not %q", strings.Join(targetKinds(), ", "), kind)}
	}
	target := d.ProtoReflect().Mutable(field).Message()
	var paths []string
	for i, given := range slices.Concat(f.set, f.secrets) {
		flag, fromFile := "--set", i >= len(f.set)
		if fromFile {
			flag = "--secret"
		}
		name, value, ok := strings.Cut(given, "=")
		if !ok {
			return nil, usageError{fmt.Errorf("%s must be FIELD=VALUE, such as url=https://…, not %q", flag, name)}
		}
		of := target.Descriptor().Fields().ByName(protoreflect.Name(name))
		if of == nil || outputOnly(of) {
			return nil, usageError{fmt.Errorf("%s: a destination of kind %s has no field %q; it has %s", flag, kind, name, strings.Join(fieldsOf(target.Descriptor()), ", "))}
		}
		if inputOnly(of) != fromFile {
			return nil, usageError{fmt.Errorf("%s is given with %s", name, map[bool]string{true: "--secret " + name + "=FILE: on the command line others would see it", false: "--set " + name + "=VALUE"}[inputOnly(of)])}
		}
		var err error
		if fromFile {
			if value, err = f.read(value); err != nil {
				return nil, err
			}
		}
		if err := assign(target, of, value); err != nil {
			return nil, err
		}
		paths = append(paths, kind+"."+name)
	}
	return paths, nil
}

// read returns a secret that a file holds, without the line's end.
func (f *targetFlags) read(path string) (string, error) {
	var data []byte
	var err error
	if path == "-" {
		data, err = io.ReadAll(io.LimitReader(f.in, 64<<10))
	} else {
		data, err = os.ReadFile(path)
	}
	return strings.TrimSpace(string(data)), err
}

// assign sets a field to what a text says.
func assign(m protoreflect.Message, of protoreflect.FieldDescriptor, value string) error {
	switch {
	case of.IsList():
		list := m.Mutable(of).List()
		for _, part := range strings.Split(value, ",") {
			list.Append(protoreflect.ValueOfString(strings.TrimSpace(part)))
		}
	case of.Kind() == protoreflect.EnumKind:
		values := of.Enum().Values()
		prefix := strings.TrimSuffix(string(values.Get(0).Name()), "UNSPECIFIED")
		v := values.ByName(protoreflect.Name(prefix + strings.ToUpper(strings.ReplaceAll(value, "-", "_"))))
		if v == nil || v.Number() == 0 {
			var words []string
			for i := 1; i < values.Len(); i++ {
				words = append(words, strings.ToLower(strings.TrimPrefix(string(values.Get(i).Name()), prefix)))
			}
			return usageError{fmt.Errorf("%s must be one of %s, not %q", of.Name(), strings.Join(words, ", "), value)}
		}
		m.Set(of, protoreflect.ValueOfEnum(v.Number()))
	default:
		m.Set(of, protoreflect.ValueOfString(value))
	}
	return nil
}

// fieldsOf lists the fields that can be given.
func fieldsOf(m protoreflect.MessageDescriptor) []string {
	var out []string
	for i := range m.Fields().Len() {
		f := m.Fields().Get(i)
		switch {
		case outputOnly(f):
		case inputOnly(f):
			out = append(out, "secret "+string(f.Name()))
		default:
			out = append(out, string(f.Name()))
		}
	}
	return out
}

func inputOnly(f protoreflect.FieldDescriptor) bool {
	return behaves(f, annotations.FieldBehavior_INPUT_ONLY)
}

func outputOnly(f protoreflect.FieldDescriptor) bool {
	return behaves(f, annotations.FieldBehavior_OUTPUT_ONLY)
}

func behaves(f protoreflect.FieldDescriptor, as annotations.FieldBehavior) bool {
	how, _ := proto.GetExtension(f.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return slices.Contains(how, as)
}
