export const sampleLines = `Refunds are paid to the card that was charged, within five working days.
To change your address, open Account, then Delivery.
A parcel that has left our warehouse cannot be sent to another address.
We ship to all of Europe; customs for Switzerland and Norway are paid by us.
The battery of the field recorder lasts 14 hours at 48 kHz.
Firmware 2.4 mends the recorder's clock after a change of time zone.
Students get a fifth off with a card of their school.
Returns are free for 30 days, in the box they came in.
An invoice with your VAT number can be made until the end of the month.
The microphone's warranty is three years, the cable's is one.
Our shop in Porto is open from ten to seven, Sundays excepted.
If money was taken twice, write to us: the second charge is returned the same day.`

export const sampleQuery = 'how are refunds paid to my card'
