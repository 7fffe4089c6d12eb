/**
 * Channels: Go's {@code chan} and {@code select} for goroutines, virtual threads and platform threads alike.
 *
 * <p>Any thread may call anything. A goroutine that has to wait parks and leaves its processor to others, a platform
 * thread blocks. Elements are never null, so null can mean "nothing". What a thread did before it sent an element happens
 * before what another does after it received that element; closing a channel happens before a receive that reports the
 * end; and on a channel of capacity <i>C</i> the <i>k</i>-th receive happens before the completion of send <i>k + C</i>.
 *
 * @see <a href="https://go.dev/ref/mem#chan">The Go memory model, channel communication</a>
 */
@NullMarked
package dev.spindle.channel;

import org.jspecify.annotations.NullMarked;
