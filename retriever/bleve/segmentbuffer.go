package bleve

import zap "github.com/blevesearch/zapx/v17"

// Bleve begins the buffer of a new segment at the size it guesses from the segment before: bytes a passage there, times the passages
// here and a hundred more. Behind one passage of megabytes that is gigabytes, for however little. Without the guess a buffer grows as
// it is filled, which takes no longer that can be measured. The factor is a setting of the package, for the whole process, and can be
// set nowhere else; it changes nothing but the room that is kept ready.
func init() { zap.NewSegmentBufferNumResultsFactor = 0 }
