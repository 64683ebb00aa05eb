/**
 * Transcripts: commands and what came of them, as text that people review. What a command line
 * means stands here; what it does is the production code's business.
 */
@NullMarked
package io.quorate.core.transcript;

import org.jspecify.annotations.NullMarked;
