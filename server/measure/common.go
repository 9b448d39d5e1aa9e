package measure

import "strings"

// introduces are the words after which a thing is named.
var introduces = set(`a an the my our your their his her its this that these those any no another every each some`)

// noThing are words that name no thing that a title could be about: what holds a sentence
// together, what is done, how much and when, and who is spoken to.
var noThing = set(`
	and but for from with without about into onto over under after before between because than then when where while
	which who whom whose what why how that there here they them she him you not nor yet too very just only even still
	again back away down out off upon since until though although both all more most much many few less least other others
	was were been being are had has have having did does doing done will would can could should shall may might must
	said say says saying told tell tells telling asked ask asks asking went gone goes going get gets got getting gave give
	gives given giving took take takes taken taking made make makes making came come comes coming sent send sends sending
	kept keep keeps keeping let lets put puts saw see sees seen look looks looked know knows knew known think thinks thought
	want wants wanted need needs needed try tries tried trying wait waits waited waiting call called calling calls rang ring
	rings phoned emailed texted works work worked working open opened closed stood showed shows show shown read reads
	told left leave leaves lost lose found find finds paid pay pays bought buy booked ordered arrived refused
	one ones two three four five six seven eight nine ten first second third last next same new old whole entire own right
	wrong good bad great little big small long short actual exact different full single various certain several such
	day days week weeks month months year years hour hours minute minutes time times today yesterday tomorrow morning
	afternoon evening night monday tuesday wednesday thursday friday saturday sunday january february march april may june
	july august september october november december moment while weekend
	thing things way ways lot lots bit fact problem problems issue issues point place places idea end hand hands side sides
	word words question questions answer answers stuff reason reasons kind sort case matter rest none nothing anything
	something everything anyone someone everyone nobody anybody somebody world hell god mess joke nerve
	company companies customer customers people person man men woman women guy guys lady ladies girl boy gentleman fella bloke chap
	husband wife son daughter mother father mum mom dad sister brother friend colleague manager supervisor staff team
	representative representatives rep reps agent agents employee employees worker clerk assistant
	store stores shop shops branch counter desk till register phone line helpline hotline app site website web page screen
	internet online email emails mail mails letter letters text texts sms message messages chat bot advisor adjuster agency
	office offices driver courier carrier warehouse partner vendor retailer seller merchant bank bureau dealer contractor
	helpdesk service department center centre system log record records notice promise error mistake lady ring face back
	name request information overnight empty round special shipped cause plan ready part middle bottom top front beginning start result number numbers copy couple amount
`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}
