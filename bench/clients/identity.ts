/** Not a secret: AWS's own documentation example. The raw server checks nothing. */
export const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
export const region = 'us-east-1'
