/**
 * The gRPC API as JSON over HTTP.
 *
 * <p>Only translates: every call goes to the services of this process through the gate and the
 * doors that all calls pass. No rule of who may do what, and no limit on what a call says, is here.
 */
@NullMarked
package io.quorate.server.json;

import org.jspecify.annotations.NullMarked;
