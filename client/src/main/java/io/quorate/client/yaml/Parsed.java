package io.quorate.client.yaml;

import com.google.protobuf.Message;
import java.util.List;

/** What became of a document: the message that it says, or everything that is wrong with it. */
public sealed interface Parsed<M extends Message> {

  /** Picks the case that this is. */
  <R> R dispatch(Cases<M, R> cases);

  /** One method for each outcome. */
  interface Cases<M extends Message, R> {

    /** The document says exactly a message. */
    R ok(Ok<M> ok);

    /** The document is refused. */
    R problems(Problems<M> problems);
  }

  /**
   * A document without a problem.
   *
   * @param message what it says
   * @param positions where each of its values stands
   */
  record Ok<M extends Message>(M message, Positions positions) implements Parsed<M> {

    @Override
    public <R> R dispatch(Cases<M, R> cases) {
      return cases.ok(this);
    }
  }

  /**
   * A document that is refused.
   *
   * @param problems at least one, in the order of the file
   */
  record Problems<M extends Message>(List<Problem> problems) implements Parsed<M> {

    /** Takes a copy. */
    public Problems {
      problems = List.copyOf(problems);
    }

    @Override
    public <R> R dispatch(Cases<M, R> cases) {
      return cases.problems(this);
    }
  }
}
