package io.quorate.core.serving;

import io.quorate.core.Epoch;

/**
 * Where this node is with a group.
 *
 * @param stage how far
 * @param epoch that it serves or leaves; NONE when idle
 * @param position the resource that is being worked on
 * @param failed the last epoch whose promotion failed here; NONE when none did
 * @param cause why the last change happened; may be empty
 */
public record ServingState(Stage stage, Epoch epoch, int position, Epoch failed, String cause) {

  /** Nothing serves, nothing ever did. */
  public static final ServingState IDLE =
      new ServingState(Stage.IDLE, Epoch.NONE, 0, Epoch.NONE, "");

  /** A guard for the epoch was found when the agent started. */
  public static ServingState adopted(Epoch epoch) {
    return new ServingState(Stage.ADOPTED, epoch, 0, Epoch.NONE, "found at start");
  }

  /**
   * Hooks were promoted by an earlier run of the agent and have to be demoted before anything else.
   */
  public static ServingState leftOver(Epoch epoch, int resources) {
    return new ServingState(
        Stage.CLEANUP, epoch, resources - 1, Epoch.NONE, "left by an earlier run");
  }

  /**
   * What runs is killed, and the epoch is given back as one whose promotion failed.
   *
   * @param resources how many the group has
   */
  public ServingState givenUp(int resources, String why) {
    return failing(Stage.CLEARING, resources - 1, why);
  }

  ServingState to(Stage next, int at) {
    return new ServingState(next, epoch, at, failed, cause);
  }

  ServingState to(Stage next, int at, String why) {
    return new ServingState(next, epoch, at, failed, why);
  }

  ServingState failing(Stage next, int at, String why) {
    return new ServingState(next, epoch, at, epoch, why);
  }

  /** Nothing of the epoch is here, and it is not tried again: its promotion counts as failed. */
  ServingState givesBack(Epoch granted, String why) {
    return new ServingState(Stage.IDLE, Epoch.NONE, 0, granted, why);
  }

  ServingState idle() {
    return new ServingState(Stage.IDLE, Epoch.NONE, 0, failed, cause);
  }

  ServingState begin(Epoch granted) {
    return new ServingState(Stage.PROMOTING, granted, 0, failed, "");
  }
}
